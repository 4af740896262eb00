import { isDay } from '../calendar/days.ts';
import { type FieldProps, TextField } from './fields.tsx';
import type { FormValues } from './form.tsx';

/** A day. What was typed and is none stays in sight: a field for days would show nothing. */
export function DayField({ values, ...field }: Omit<FieldProps, 'error'> & { values: FormValues }) {
  const typed = values[field.name];
  const odd = typeof typed === 'string' && typed !== '' && !isDay(typed);
  return <TextField {...field} type={odd ? 'text' : 'date'} width={10} />;
}
