import { stopStack } from '../stack/stopStack'
import { BROWSER_DIR } from './browserStack'

/** After all browser tests: stops their stack. Its logs and data stay for a look until the next run. */
export default async (): Promise<void> => {
  await stopStack(BROWSER_DIR)
}
