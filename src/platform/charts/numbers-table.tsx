import { usePage } from '../ui/page-context.ts';

export interface NumbersTableProps {
  caption: string;
  /** The first column names the rows; the others are numbers. */
  columns: readonly string[];
  /** `null` is a value that is not known. */
  rows: readonly (readonly (string | null)[])[];
}

/** The numbers behind a chart, as the chart prints them. */
export function NumbersTable({ caption, columns, rows }: NumbersTableProps) {
  const { t } = usePage();
  return (
    <table class="tq-chart__table">
      <caption class="govuk-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col">{column}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr>
            <th scope="row">{name}</th>
            {cells.map((cell) => (
              <td>{cell ?? t('common:noData')}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
