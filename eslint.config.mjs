import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import typescript from 'typescript-eslint'
import featureFiles from './scripts/features.cjs'

const rules = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-floating-promises': 'error',
  // A listener may be async (it reports its own failures), an attribute or a property that expects no promise may not.
  '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false, attributes: false } }],
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
  ],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  // Templates may hold numbers; everything else that is no string is a mistake.
  '@typescript-eslint/restrict-template-expressions': [
    'error',
    { allowNumber: true, allowBoolean: true, allowNullish: true },
  ],
  '@typescript-eslint/require-await': 'off',
  'no-console': 'error',
  eqeqeq: ['error', 'always', { null: 'ignore' }],
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
    // The rules of a feature are pure: time and random values come as arguments.
    files: featureFiles.rules,
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time as an argument.' },
        {
          selector: 'CallExpression[callee.object.name=/^(Date|performance)$/][callee.property.name="now"]',
          message: 'Take the time as an argument.',
        },
        {
          selector: 'CallExpression[callee.object.name="Math"][callee.property.name="random"]',
          message: 'Take random values as arguments.',
        },
        {
          selector: 'ImportSpecifier[imported.name=/^(random|generate)/]',
          message: 'Take random values as arguments.',
        },
      ],
    },
  },
  {
    // The transcoder is generic: it knows the contract's options and no resource.
    files: ['gateway/src/transcoder/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Literal[value=/account|contact|followUp|department|apiKey/i]',
          message: 'The transcoder knows no resource.',
        },
      ],
    },
  },
  {
    // A test states itself what an answer looks like; bodies and jest's matchers come without a type.
    files: ['**/*.test.ts', 'scripts/e2e/**/*.ts'],
    rules: {
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  prettier,
)
