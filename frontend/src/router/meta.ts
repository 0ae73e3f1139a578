import 'vue-router'

declare module 'vue-router' {
  interface RouteMeta {
    /** Key of the page's title. */
    title?: string
    /** Needed to open it; of several, one is enough. */
    permission?: string | readonly string[] | undefined
    /** Open to people who are not signed in. */
    isPublic?: boolean
  }
}
