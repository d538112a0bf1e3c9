/** A Python file: the bundler makes it its text (`moduleTypes` in kernel/build/bundle.mjs). */
declare module '*.py' {
  const text: string;
  export default text;
}
