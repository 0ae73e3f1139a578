import { startService } from '@rapport/chassis'
import { identity } from './service'

void startService(identity, __filename)
