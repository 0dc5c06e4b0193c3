/** Every scene on MariaDB. */
import { mariadb } from '../support/database-servers.ts'
import { scenesOn } from './scenes-on.ts'

scenesOn(mariadb)
