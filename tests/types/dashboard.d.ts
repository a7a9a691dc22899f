// The dashboard's module starts as the other does; it, too, exists only in dist/.
export { default, start } from "./duologue.js";
