// A report as it was read: the next and the previous claim by key, the words of a claim by its row, and the legend kept in the address.
import { reading } from "../lib/reading.js";

document.querySelectorAll(".reading").forEach(reading);
