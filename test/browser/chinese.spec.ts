// Somebody whose browser asks for Chinese: the interface speaks it from the first moment, in the forms of the mainland, and the first step can be done in it.
import { lookAt, takePicture } from './picture.ts'
import { expect, test } from './served.ts'

test.use({ locale: 'zh-CN' })

test('a Chinese reader does the first step of the first lab, and sees why it counts', async ({ served: { page } }) => {
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('textbox', { name: '目标', exact: true })).toHaveValue('/widgets')
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await expect(page.getByText('501 Not Implemented').first()).toBeVisible()
  await expect(page.getByText('服务器没有为任何资源实现 FROBNICATE。').first()).toBeVisible()
  await expect(page.getByText('已满足', { exact: true }).first()).toBeVisible()
  await lookAt(page, 'chinese-step')

  // What is read of rules and of parts of a message comes in Chinese too.
  await page.getByRole('tab', { name: /^评注/ }).click()
  await expect(page.getByText('FROBNICATE 不在 IANA 注册表中。', { exact: true })).toBeVisible()
  await expect(page.getByText('任何 token 都可以发送。', { exact: false }).first()).toBeVisible()
  await takePicture(page, 'chinese-notes')
  await page.getByRole('tab', { name: '原因' }).click()
  await expect(page.getByText(/服务器做了 \d+ 项检查/).first()).toBeVisible()

  // One form for any number: nothing of the English pair is left over.
  await page.getByRole('button', { name: '发送', exact: true }).click()
  await expect(page.getByText('到目前为止 2 个请求').first()).toBeVisible()
})

test('who wants another language than the system has chooses it, and has it the next time', async ({ served: { page } }) => {
  await page.getByRole('button', { name: '设置' }).click()
  await page.getByRole('combobox', { name: '语言' }).selectOption('English')
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('button', { name: 'Settings' })).toBeVisible()
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文')
  await expect(page.getByRole('button', { name: '发送', exact: true })).toBeVisible()
})
