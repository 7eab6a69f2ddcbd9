import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.jena.riot.Lang;
import org.apache.jena.riot.RDFParser;
import org.apache.jena.riot.RiotException;
import org.apache.jena.riot.system.ErrorHandler;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFWriter;

/** Reads pairs of lines, a file to read and one to write as N-Quads; prints each complaint of Jena's, then "done". */
public class RiotReader {
    private static final PrintStream OUT = new PrintStream(System.out, true, java.nio.charset.StandardCharsets.UTF_8);

    private static void complain(String kind, String message, long line, long column) {
        OUT.println(kind + " " + line + ":" + column + " " + message.replace('\n', ' '));
    }

    private static final ErrorHandler COMPLAINTS = new ErrorHandler() {
        public void warning(String message, long line, long column) {
            complain("warning", message, line, column);
        }

        public void error(String message, long line, long column) {
            complain("error", message, line, column);
        }

        public void fatal(String message, long line, long column) {
            complain("fatal", message, line, column);
            throw new RiotException(message);
        }
    };

    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String path; (path = lines.readLine()) != null; ) {
            try (OutputStream out = Files.newOutputStream(Path.of(lines.readLine()))) {
                StreamRDF writer = StreamRDFWriter.getWriterStream(out, Lang.NQUADS);
                RDFParser.source(path).checking(true).errorHandler(COMPLAINTS).parse(writer);
                writer.finish(); // which the reader of JSON-LD leaves out
            } catch (RiotException error) {
                // told by the handler
            } catch (Exception error) {
                complain("fatal", error.toString(), 0, 0);
            }
            OUT.println("done");
        }
    }
}
