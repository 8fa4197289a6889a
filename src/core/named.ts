/** What has a name beside its options: the name, or the usual one where none is given, and the options alone. */
export const named = <name extends string, options extends object>(
  { name: given, ...rest }: { readonly name?: name },
  usual: string,
): { readonly name: name; readonly options: options } => ({
  // Sound because test-d/training.test-d.ts holds the names in the types, and test/train/metrics.test.ts those at run time.
  name: (given ?? usual) as name,
  // Sound because the options are what is left of `options & { name }` without the name (test/train/metrics.test.ts).
  options: rest as options,
})
