// What a reader should not have to look for. Each rule that departs from a recommended set carries its reason; layout is nobody's business here.
import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import { configs, parser } from 'typescript-eslint'

const TYPED = ['electron/**/*.ts', 'renderer/**/*.ts', 'test/**/*.ts']
const UNSAFE = ['argument', 'assignment', 'call', 'member-access', 'return']
const unsafeOff = Object.fromEntries(UNSAFE.map(of => [`@typescript-eslint/no-unsafe-${of}`, 'off']))

export default defineConfig(
  globalIgnores(['**/node_modules/', 'out/', 'dist/', 'test/output/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },

  { files: TYPED, extends: [configs.recommendedTypeChecked], languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['renderer/vite.config.ts'] }, tsconfigRootDir: import.meta.dirname } } },
  { files: ['**/*.vue'], extends: [configs.recommended, vue.configs['flat/recommended'], vue.configs['no-layout-rules']], languageOptions: { parserOptions: { parser } } },

  {
    files: ['**/*.{ts,vue,js,cjs}'],
    rules: {
      eqeqeq: ['error', 'always'], // a status is never equal to its text
      'no-var': 'error',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }], // a closure may be made before what it speaks of
      'object-shorthand': 'error',
      'no-implicit-coercion': ['error', { boolean: false, allow: ['!!'] }], // `+text` hides that text becomes a number
      'no-constant-binary-expression': 'error',
      'no-self-compare': 'error',
      'no-unreachable': 'error',
      'no-fallthrough': 'error',
      'no-eval': 'error', // packs are data, and the page's policy forbids it
      'no-new-func': 'error', // likewise
    },
  },
  { files: ['electron/**', 'renderer/**'], rules: { 'no-script-url': 'error' } }, // likewise; tests have them as attacks
  {
    files: ['**/*.{ts,vue}'],
    rules: {
      // A parameter that is not used yet says so by its name.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }], // type stripping keeps every other import
      '@typescript-eslint/no-explicit-any': 'error', // no claim without a schema
    },
  },
  {
    files: TYPED,
    rules: {
      '@typescript-eslint/require-await': 'off', // a handler is async by contract, whether it waits or not
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }], // a new kind must not fall through
      '@typescript-eslint/no-confusing-void-expression': 'off', // `listener => void set.add(listener)` is the house's way to return nothing
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }], // numbers and flags print as what they are
    },
  },
  {
    files: ['renderer/**/*.ts'],
    rules: {
      ...unsafeOff, // this checker does not read .vue files and takes them for any; vue-tsc reads them
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }], // Vue catches what an async watcher throws
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: unsafeOff, // what has another shape than a test thinks fails the test
  },
  {
    // A name that is imported by one spelling only can be found by it.
    files: ['electron/**/*.ts', 'renderer/**/*.ts', 'test/**/*.ts'],
    ignores: ['**/*.config.ts', 'test/support/run-all/skip-reasons.ts'], // tools ask for a default
    rules: { 'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }] },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/no-v-html': 'error', // values from the wire and texts of packs are hostile until shown otherwise
      'vue/multi-word-component-names': ['error', { ignores: ['App'] }],
      'vue/no-undef-components': ['error', { ignorePatterns: ['RouterView', 'RouterLink'] }], // imports are written out, or the checker and the reader are both blind; the router brings these two
      'vue/block-lang': ['error', { script: { lang: 'ts' } }], // vue-tsc sees nothing else
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'], // one notation, and the one that vue-tsc checks
      'vue/define-emits-declaration': ['error', 'type-based'], // likewise
      'vue/no-unused-refs': 'error',
      'vue/require-default-prop': 'off', // an absent prop is undefined by type
    },
  },
  {
    files: ['renderer/**/*.{ts,vue}'],
    rules: {
      // Markup enters the page as nodes that came out of the sanitizer, never as text.
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map(property => ({ property })), { object: 'document', property: 'write' }],
    },
  },
)
