// What a reader should not have to look for in the page's components; TypeScript and JavaScript are .oxlintrc.json's. Each rule that departs from a recommended set carries its reason; layout is nobody's business here.
import { defineConfig, globalIgnores } from 'eslint/config'
import vue from 'eslint-plugin-vue'
import { configs, parser } from 'typescript-eslint'

export default defineConfig(
  globalIgnores(['**/node_modules/', 'out/', 'dist/', 'test/output/', '**/*.{js,cjs,mjs}']), // eslint takes scripts along unasked
  { linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' } },
  {
    files: ['**/*.vue'],
    extends: [configs.recommended, vue.configs['flat/recommended'], vue.configs['no-layout-rules']],
    languageOptions: { parserOptions: { parser } },
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
      'no-script-url': 'error', // likewise
      // Markup enters the page as nodes that came out of the sanitizer, never as text.
      'no-restricted-properties': ['error', ...['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc'].map(property => ({ property })), { object: 'document', property: 'write' }],
      // A parameter that is not used yet says so by its name.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_', ignoreRestSiblings: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }], // type stripping keeps every other import
      '@typescript-eslint/no-explicit-any': 'error', // no claim without a schema
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
)
