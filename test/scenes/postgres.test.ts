/** Every scene on PostgreSQL. */
import { postgres } from '../support/database-servers.ts'
import { scenesOn } from './scenes-on.ts'

scenesOn(postgres)
