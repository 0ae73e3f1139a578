import type { DescService } from '@bufbuild/protobuf'
import { implement, type Handlers, type Implementation } from '@rapport/chassis'

/** A service for tests of what calls it: answers as given, and everything else with an empty message. */
export const doubleOf = <S extends DescService>(service: S, answers: Partial<Handlers<S>>): Implementation =>
  implement(service, {
    ...Object.fromEntries(service.methods.map(({ localName }) => [localName, async () => ({})])),
    ...answers,
  } as Handlers<S>)
