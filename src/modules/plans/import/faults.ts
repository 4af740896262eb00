import type { ProblemText } from '#platform/errors/problem.ts';
import { type DraftFault, largestWeight } from '../rules/index.ts';
import type { ImportColumn } from './columns.ts';

const columns: Readonly<Record<Exclude<DraftFault['field'], 'dueOn'>, ImportColumn>> = {
  number: 'numero',
  title: 'titulo',
  problem: 'problema',
  goal: 'meta',
  sdgTarget: 'meta_ods',
  supporting: 'apoyan',
  milestones: 'producto',
  product: 'producto',
  responsible: 'hito_responsable',
  weight: 'peso',
};

/** The column in which a fault stands. */
export function columnOf({ field, milestone }: DraftFault): ImportColumn {
  if (field === 'dueOn') return milestone === undefined ? 'vence' : 'hito_vence';
  return columns[field];
}

/** What a fault is, in words. */
export function faultText({ why, field, most = 0 }: DraftFault): ProblemText {
  switch (why) {
    case 'number':
      return {
        es: 'El número va como en el plan: 1, 2, 3… o P1, P2, P3… si el compromiso se sumó después.',
        en: 'The number is as in the plan: 1, 2, 3… or P1, P2, P3… for a commitment that was added later.',
      };
    case 'empty':
      return field === 'title'
        ? { es: 'Falta el título del compromiso.', en: "The commitment's title is missing." }
        : {
            es: 'Falta decir qué producto entrega este hito.',
            en: 'What this milestone delivers is missing.',
          };
    case 'long':
      return {
        es: `El texto es muy largo: caben ${most} caracteres.`,
        en: `The text is too long: ${most} characters fit.`,
      };
    case 'sdg':
      return {
        es: 'La meta de los ODS va como 16.7 o 16.b: objetivo de 1 a 17, punto y meta.',
        en: 'The SDG target is like 16.7 or 16.b: a goal from 1 to 17, a point and the target.',
      };
    case 'lead-helps':
      return {
        es: 'La institución responsable está también entre las que apoyan. Quítala de una de las dos columnas.',
        en: 'The responsible institution is also among those that help. Take it out of one of the two columns.',
      };
    case 'due-before-start':
      return {
        es: 'El compromiso vence antes de su inicio.',
        en: 'The commitment is due before it starts.',
      };
    case 'due-after-commitment':
      return {
        es: 'El hito vence después que su compromiso.',
        en: 'The milestone is due after its commitment.',
      };
    case 'due-before-commitment':
      return {
        es: 'El hito vence antes de que empiece su compromiso.',
        en: 'The milestone is due before its commitment starts.',
      };
    case 'weight':
      return {
        es: `El peso es un número mayor que cero, de ${largestWeight} a lo más.`,
        en: `The weight is a number above zero, ${largestWeight} at most.`,
      };
    case 'too-many':
      return { es: `Son demasiados: caben ${most}.`, en: `There are too many: ${most} fit.` };
  }
}
