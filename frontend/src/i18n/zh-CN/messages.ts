import common from './common.json'
import contacts from './contacts.json'
import customers from './customers.json'
import followUps from './followUps.json'
import home from './home.json'
import imports from './imports.json'
import profile from './profile.json'
import settings from './settings.json'
import shell from './shell.json'
import signIn from './signIn.json'

/** All texts in Chinese, by area. */
export const messages = {
  ...common,
  ...contacts,
  ...customers,
  ...followUps,
  ...home,
  ...imports,
  ...profile,
  ...settings,
  ...shell,
  ...signIn,
}
