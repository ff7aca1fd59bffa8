import "./styles/index.css";
import { start } from "./start";

const page = document.getElementById("root");
if (page) start(page);
