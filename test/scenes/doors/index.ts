/** Every door that scenes are played through. */
import type { Driver } from './person.ts'
import { plainDriver } from './plain.ts'

export const drivers: readonly Driver[] = [plainDriver]
