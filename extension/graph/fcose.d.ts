/** cytoscape-fcose brings no types. */
declare module 'cytoscape-fcose' {
  const register: (cytoscape: unknown) => void;
  export default register;
}
