/** What is told of rows that were changed on the platform since they were loaded, which a load leaves as they are. */
export function keptNote(kept: number): string[] {
  return kept === 0 ? [] : [`Changed here since they were loaded, and left as they are: ${kept}.`];
}
