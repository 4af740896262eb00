/** The Spanish paths of the pages about data sets. */
export const dataPath = '/gestion/datos';
export const dataSetPath = (name: string) => `${dataPath}/${name}`;
export const reviewPath = (id: string) => `${dataPath}/revision/${id}`;
export const problemsPath = (id: string) => `${reviewPath(id)}/problemas.csv`;
