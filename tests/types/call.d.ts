// What page.js expects of the glue that the build makes; the file itself exists only in dist/.
export default function init(input: { module_or_path: URL }): Promise<unknown>;
export function start(language: string, messages: string, page: string): void;
