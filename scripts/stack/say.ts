/** Prints one line for the person at the terminal. */
export const say = (line = ''): void => {
  process.stdout.write(`${line}\n`)
}

/** Something the person has to put right: the message is all they need, no stack trace. */
export class Trouble extends Error {
  override name = 'Trouble'
}
