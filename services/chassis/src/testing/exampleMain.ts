import { startService } from '../service/startService'
import { exampleService } from './exampleService'

void startService(exampleService)
