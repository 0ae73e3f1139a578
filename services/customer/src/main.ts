import { startService } from '@rapport/chassis'
import { customer } from './service'

void startService(customer, __filename)
