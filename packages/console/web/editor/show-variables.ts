/** Unfolds the variables editor. GraphiQL has no action for it, only this button. */
export function showVariables(): void {
  document.querySelector<HTMLElement>('.graphiql-editor-tools [data-name="variables"]')?.click();
}
