export { publicPlanPages } from './public.tsx';
export { staffPlanForms, staffPlanPages } from './staff.tsx';
