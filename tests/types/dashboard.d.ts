// The dashboard's module starts as the other does, whatever the page; it, too, exists only in dist/.
export { default, start } from "./call.js";
