import { spawnSync } from 'node:child_process'
import { canInstallPackages, installPackages } from '../stack/packages'
import { findProgram } from '../stack/programs'
import { say } from '../stack/say'

const hasChineseFont = (): boolean =>
  (spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== ''

/**
 * Finds a Chromium and a Chinese font for the browser tests; on Debian as root it installs what is missing.
 * @returns the browser's path, or undefined when there is none, after saying what to install
 */
export const browserPath = (): string | undefined => {
  const find = () =>
    findProgram(process.env['CHROMIUM_PATH'] ?? 'chromium', 'chromium', 'chromium-browser', 'google-chrome')
  const missing = [...(find() ? [] : ['chromium']), ...(hasChineseFont() ? [] : ['fontconfig', 'fonts-noto-cjk'])]
  if (missing.length > 0 && canInstallPackages()) installPackages(...missing)
  const path = find()
  if (!path) say('the browser tests need Chromium: install it (Debian: apt-get install chromium) or set CHROMIUM_PATH')
  if (!hasChineseFont()) say('no Chinese font found: install one (Debian: fonts-noto-cjk), or screenshots show boxes')
  return path
}
