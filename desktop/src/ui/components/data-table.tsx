import { type KeyboardEvent, type ReactNode, useId } from 'react';
import styles from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** A share of the width, such as `2fr`, or a fixed one. */
  readonly width: string;
  render(row: Row): ReactNode;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly selected: string | undefined;
  readonly onSelect: (key: string) => void;
}

/**
 * Dense rows with one selected, moved by the arrow keys. The table itself holds the focus, so that a reader hears the
 * selected row and no row is lost when the list changes under the cursor.
 */
export function DataTable<Row>({ label, columns, rows, rowKey, selected, onSelect }: DataTableProps<Row>) {
  const id = useId();
  const grid = { gridTemplateColumns: columns.map(({ width }) => width).join(' ') };
  const keys = rows.map(rowKey);
  const position = selected === undefined ? -1 : keys.indexOf(selected);
  const move = (event: KeyboardEvent): void => {
    const target = { ArrowDown: position + 1, ArrowUp: position - 1, Home: 0, End: keys.length - 1 }[event.key];
    const key = target === undefined ? undefined : keys[Math.max(0, Math.min(keys.length - 1, target))];
    if (key === undefined) return;
    event.preventDefault();
    onSelect(key);
  };
  return (
    <div
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rows.length}
      aria-activedescendant={position < 0 ? undefined : `${id}-${position}`}
      className={styles['table']}
      onKeyDown={move}
    >
      <div role="row" className={styles['head']} style={grid}>
        {columns.map(({ key, title }) => (
          <div role="columnheader" key={key}>
            {title}
          </div>
        ))}
      </div>
      {rows.map((row, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the grid above moves the selection by keys
        <div
          role="row"
          tabIndex={-1}
          id={`${id}-${index}`}
          key={keys[index]}
          className={styles['row']}
          style={grid}
          aria-selected={index === position}
          onClick={() => onSelect(rowKey(row))}
        >
          {columns.map((column) => (
            <div role="gridcell" key={column.key}>
              {column.render(row)}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
