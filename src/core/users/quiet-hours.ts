/** When somebody is not to be called, as it is given. */
import { z } from 'zod'
import { isTimeZone } from '../push/quiet.ts'

const minute = z.int().min(0, 'must be a minute of the day').max(1439, 'must be a minute of the day')

export const quietHours = z.object({
  from: minute,
  to: minute,
  timeZone: z
    .string()
    .max(64, 'that is too long for a time zone')
    .refine(isTimeZone, 'that is not a time zone: Europe/Paris is'),
  days: z
    .array(z.int().min(1, 'must be a day from 1 to 7').max(7, 'must be a day from 1 to 7'))
    .min(1, 'at least one day is needed')
    .max(7, 'a week has seven days')
    .transform((days): readonly number[] => [...new Set(days)].toSorted((one, other) => one - other)),
})
