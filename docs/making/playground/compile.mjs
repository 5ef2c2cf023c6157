// Compile Python sources with the very Python that the page runs: node compile.mjs FOLDER
import { loadPyodide } from 'pyodide';

const python = await loadPyodide();
python.FS.mkdir('/stage');
python.FS.mount(python.FS.filesystems.NODEFS, { root: process.argv[2] }, '/stage');
const compiled = python.runPython(`
import compileall, py_compile
compileall.compile_dir(
    "/stage", stripdir="/stage", legacy=True, optimize=2, quiet=1,
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
)
`);
process.exit(compiled ? 0 : 1);
