// Tools that read TypeScript without the Vue compiler take every component for this; vue-tsc sees the real one.
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
