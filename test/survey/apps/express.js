// express.js PORT
import express from 'express'

const app = express()
app.get('/hello.txt', (_request, response) => void response.type('text').send('Hello, survey.\n'))
app.all('/throw', () => { throw new Error('thrown for the survey') })
app.listen(Number(process.argv[2]), '127.0.0.1')
