// What a browser has and jsdom has not.
class QuietObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}
Object.assign(globalThis, { ResizeObserver: QuietObserver })
