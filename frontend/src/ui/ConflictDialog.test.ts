import { press, shown } from '../../test/shown'

import ConflictDialog from './ConflictDialog.vue'

const rows = [
  { name: 'level', label: 'Level', mine: 'B', theirs: 'A', offered: 'theirs' },
  { name: 'name', label: 'Name', mine: 'Yunxi', theirs: 'Yunxi Ltd', offered: 'mine' },
]

const dialog = async () => {
  const answers: unknown[] = []
  const page = await shown(ConflictDialog, {
    rows,
    onResolve: (answer: unknown) => answers.push({ ...Object(answer) }),
  })
  return { page, answers }
}

it('offers both values of each field and answers with the choice', async () => {
  const { page, answers } = await dialog()
  expect(page.textContent).toContain('Yunxi Ltd')
  page.querySelector<HTMLInputElement>('input[value="mine"][name="conflict-level"]')?.click()
  await press(page, 'Save the choice')
  expect(answers).toEqual([{ level: 'mine', name: 'mine' }])
})

it('takes all of theirs with one button', async () => {
  const { page, answers } = await dialog()
  await press(page, 'Take all of theirs')
  await press(page, 'Save the choice')
  expect(answers).toEqual([{ level: 'theirs', name: 'theirs' }])
})
