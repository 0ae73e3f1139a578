import { demoLogins, demoPassword } from './demo'

/** The demo logins for the terminal. */
export const loginTable = (): string => {
  const width = Math.max(...demoLogins.map(({ login }) => login.length))
  const roleWidth = Math.max(...demoLogins.map(({ roleEn }) => roleEn.length))
  return [
    `Demo logins / 演示账号, all with the password ${demoPassword}`,
    ...demoLogins.map(
      ({ login, roleEn, roleZh, name }) => `  ${login.padEnd(width)}  ${roleEn.padEnd(roleWidth)}  ${roleZh}  ${name}`,
    ),
  ].join('\n')
}
