/** Opens the variables editor by its button, because GraphiQL has no action for it. */
export function showVariables(): void {
  document.querySelector<HTMLElement>('.graphiql-editor-tools [data-name="variables"]')?.click();
}
