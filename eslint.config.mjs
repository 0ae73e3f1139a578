import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'

const rules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  // A listener may be async (it reports its own failures), an attribute or a property that expects no promise may not.
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  // Templates may hold numbers; everything else that is no string is a mistake.
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true, allowNullish: true },
  ],
  '@typescript-eslint/require-await': 'off',
  'no-console': 'error',
  eqeqeq: ['error', 'always'],
  'prefer-const': 'error',
}

const noDisabling = { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } }

const parserOptions = { projectService: true, tsconfigRootDir: import.meta.dirname, extraFileExtensions: ['.vue'] }

export default typescript.config(
  {
    ignores: ['**/dist/', '**/gen/', '**/coverage/', '.local/', 'playwright-report/', 'test-results/', '**/*.d.ts'],
  },
  noDisabling,
  {
    files: ['**/*.ts'],
    extends: [...typescript.configs.recommendedTypeChecked],
    languageOptions: { parserOptions },
    rules,
  },
  {
    files: ['**/*.vue'],
    extends: [...typescript.configs.recommendedTypeChecked, ...vue.configs['flat/recommended']],
    languageOptions: { parserOptions: { ...parserOptions, parser: typescript.parser } },
    rules: {
      ...rules,
      // The compiler of the templates already knows what exists.
      'no-undef': 'off',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/no-v-html': 'error',
      'vue/multi-word-component-names': 'off',
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    extends: [typescript.configs.disableTypeChecked],
    languageOptions: { sourceType: 'module' },
  },
  {
    // A test reads answers whose shape it states itself, and jest's matchers are methods without `this`.
    files: ['**/*.test.ts', 'scripts/e2e/**/*.ts'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  prettier,
)
