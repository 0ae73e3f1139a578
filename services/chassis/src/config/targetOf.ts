import { ConfigError, type Environment } from './readConfig'

/** Where to reach the service `name`: the value of `<NAME>_TARGET`, a gRPC target such as `dns:///customer:50051`. Throws a ConfigError when it is not set. */
export const targetOf = (name: string, environment: Environment = process.env): string => {
  const variable = `${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}_TARGET`
  const target = environment[variable]
  if (!target) throw new ConfigError(`${variable} is not set: the address of the ${name} service`)
  return target
}
