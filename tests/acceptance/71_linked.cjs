// Linked data against the types of schema.org: what 70_metadata.py wrote, read strictly by the TypeScript
// compiler. A property schema.org does not know on that type is an error.
const fs = require("fs");
const path = require("path");
const cache = process.env.KX_CACHE;
const ts = require("typescript");

function faults(file) {
  const program = ts.createProgram([file], { noEmit: true, strict: true, skipLibCheck: true, types: [], lib: ["lib.es2022.d.ts"],
    module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler });
  return ts.getPreEmitDiagnostics(program).map((found) => {
    const line = found.file && found.start !== undefined ? found.file.text.split("\n")[found.file.getLineAndCharacterOfPosition(found.start).line] : "";
    return `${(line.split("// ").pop() || "").slice(0, 80)}: ${ts.flattenDiagnosticMessageText(found.messageText, " ").slice(0, 300)}`;
  });
}

function tell(name, found) {
  console.log(found.length ? `fail ${name} (${found.length})` : `pass ${name}`);
  for (const fault of found.slice(0, 20)) console.log("    " + fault);
}

tell("schema.org knows every type and property of the linked data", faults(path.join(cache, "linked.ts")));
const bad = path.join(cache, "linked-bad.ts");
fs.writeFileSync(bad, 'import type { WithContext, NewsArticle } from "schema-dts";\nconst p: WithContext<NewsArticle> = {"@context":"https://schema.org","@type":"NewsArticle","headlien":"x"};\nexport {};\n');
tell("a property it does not know is refused", faults(bad).length ? [] : ["it was not"]);
