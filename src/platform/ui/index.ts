/**
 * The interface: every component that pages are written with. Components are synchronous, take typed props, know
 * nothing of any module, and ask `usePage()` for language, words and addresses.
 *
 * A page, from the outside in:
 *
 *     <PageProvider value={page}>
 *       <Document title description assets origin header={<SiteHeader navigation />} footer={<SiteFooter links />}>
 *         <Band>                                  amate: the question and its answer
 *           <Breadcrumbs items />
 *           <Columns layout="question"> <div><PageHeading title lead /> <BigFigure /></div> <Chart /> </Columns>
 *         </Band>
 *         <Band tone="papel" labelledBy="ranking"> papel: how we know
 *           <h2 id="ranking">…</h2> <LinkSwitch /> <DataTable />
 *         </Band>
 *         <Band> <NextSteps items /> </Band>      never a dead end
 *       </Document>
 *     </PageProvider>
 *
 * Plain `h1`-`h3`, `p`, `ul`, `ol`, `dl`, `a`, `code` are styled by themselves inside a `Band`; `Prose` limits their width.
 *
 * A table that sorts and pages by query string: `const state = tableState(query, spec)`; `const problem =
 * tableProblem(state)`; throw it where there is one; `rows = tableRows(all, state, compare)` (or SQL with
 * `state.offset` and `state.limit`); `<DataTable id caption columns rows state />`. The query's names are `orden`
 * (sort key), `sentido` (`asc`, `desc`) and `pagina`: filters must use others.
 *
 * A form: `<Form values={typed} errors={problems}>` with `TextField`, `NumberField`, `FileField`, `SelectField`, `RadiosField`,
 * `CheckboxesField`, `TextArea` and `Button` inside; fields find their value and error by name.
 *
 * A link to this same page with other choices: `pageAddress(usePage(), { medida: 't' })`.
 */
export { pageAddress, type QueryChanges, queryString } from './address.ts';
export { FretBand, Logo, Mark } from './brand/logo.tsx';
export { Breadcrumbs, type Crumb } from './breadcrumbs.tsx';
export {
  CheckboxesField,
  type CheckboxesFieldProps,
  type Choice,
  RadiosField,
  type RadiosFieldProps,
} from './choices.tsx';
export { Code } from './code.tsx';
export { type Column, DataTable, type DataTableProps } from './data-table.tsx';
export { DayField } from './day-field.tsx';
export { Document, type DocumentProps, type PageAssets } from './document.tsx';
export { type Download, Downloads, fileSize } from './downloads.tsx';
export { Entries, type Entry, NextSteps } from './entries.tsx';
export { ErrorPage, type ErrorPageProps } from './error-page.tsx';
export {
  type FieldProps,
  FileField,
  type FileFieldProps,
  NumberField,
  type NumberFieldProps,
  type Option,
  SelectField,
  type SelectFieldProps,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
} from './fields.tsx';
export { BigFigure, type KeyFigure, KeyFigures, NoData } from './figures.tsx';
export {
  Button,
  ButtonLink,
  ErrorSummary,
  type FieldError,
  Form,
  type FormProps,
  type FormValues,
} from './form.tsx';
export { Band, Columns, type ColumnsLayout, Note, PageHeading, Prose } from './layout.tsx';
export { LinkSwitch, type SwitchItem } from './link-switch.tsx';
export { Meanwhile } from './meanwhile.tsx';
export { type PageContext, PageProvider, usePage } from './page-context.ts';
export { Pagination } from './pagination.tsx';
export { QrCode } from './qr-code.tsx';
export { FilterForm, type FilterFormProps, SearchBox, type SearchBoxProps } from './search.tsx';
export { SiteBanner, type SiteBannerProps } from './site-banner.tsx';
export { type FooterLink, SiteFooter, type SiteFooterProps } from './site-footer.tsx';
export { type NavigationItem, SiteHeader } from './site-header.tsx';
export { EmptyState, Notice, type NoticeKind, Tag, type TagKind } from './status.tsx';
export { Details, SummaryList, type SummaryRow } from './summary-list.tsx';
export { tableProblem } from './table-problem.ts';
export {
  type Direction,
  type TableProblem,
  type TableSpec,
  type TableState,
  tableProblemText,
  tableRows,
  tableState,
  tableStatus,
} from './table-state.ts';
