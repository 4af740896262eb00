import type { Child } from 'hono/jsx';

export interface SwitchItem {
  label: Child;
  href: string;
  current: boolean;
}

/** More than these do not fit beside each other on a phone: they stand in a list with a mark each. */
const mostInARow = 4;

/** A choice among views of the same page, as links: works without script, and each view has its address. */
export function LinkSwitch({
  id,
  label,
  items,
}: {
  id: string;
  label: string;
  items: readonly SwitchItem[];
}) {
  return (
    <nav class="tq-switch" aria-labelledby={id}>
      <span class="tq-switch__label" id={id}>
        {label}
      </span>
      <ul class={items.length > mostInARow ? 'tq-switch__list' : 'tq-switch__row'}>
        {items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current ? 'true' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
