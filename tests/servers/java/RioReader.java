import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.rdf4j.rio.ParseErrorListener;
import org.eclipse.rdf4j.rio.RDFFormat;
import org.eclipse.rdf4j.rio.RDFParseException;
import org.eclipse.rdf4j.rio.RDFParser;
import org.eclipse.rdf4j.rio.Rio;

/** Reads pairs of lines, a file to read and one to write as N-Quads; prints each complaint of RDF4J's, then "done". */
public class RioReader {
    private static final PrintStream OUT = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);

    private static void complain(String kind, String message, long line, long column) {
        OUT.println(kind + " " + line + ":" + column + " " + message.replace('\n', ' '));
    }

    private static final ParseErrorListener COMPLAINTS = new ParseErrorListener() {
        public void warning(String message, long line, long column) {
            complain("warning", message, line, column);
        }

        public void error(String message, long line, long column) {
            complain("error", message, line, column);
        }

        public void fatalError(String message, long line, long column) {
            complain("fatal", message, line, column);
        }
    };

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String path; (path = lines.readLine()) != null; ) {
            String written = lines.readLine();
            try (InputStream in = Files.newInputStream(Path.of(path));
                    OutputStream out = Files.newOutputStream(Path.of(written))) {
                RDFFormat format = Rio.getParserFormatForFileName(path).orElseThrow();
                RDFParser parser = Rio.createParser(format);
                parser.setParseErrorListener(COMPLAINTS);
                parser.setRDFHandler(Rio.createWriter(RDFFormat.NQUADS, out));
                parser.parse(in, Path.of(path).toUri().toString());
            } catch (RDFParseException error) {
                complain("fatal", error.getMessage(), error.getLineNumber(), error.getColumnNumber());
            } catch (Exception error) {
                complain("fatal", error.toString(), 0, 0);
            }
            OUT.println("done");
        }
    }
}
