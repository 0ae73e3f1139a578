import { get } from 'node:http'

/** Whether the process behind this admin port says that it is ready. */
export const isReady = (adminPort: number): Promise<boolean> =>
  new Promise((answer) => {
    const request = get(
      { host: '127.0.0.1', port: adminPort, path: '/readyz', timeout: 2000, agent: false },
      (response) => {
        response.resume()
        answer(response.statusCode === 200)
      },
    )
    request.once('error', () => answer(false)).once('timeout', () => request.destroy())
  })
