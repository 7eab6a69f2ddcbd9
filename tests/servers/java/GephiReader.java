import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.DirectedGraph;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Element;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.openide.util.Lookup;

/** Prints what Gephi makes of a file when all is left as it proposes: a line each, fields separated by U+001F. */
public class GephiReader {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        System.setProperty("java.awt.headless", "true");
        Lookup.getDefault().lookup(ProjectController.class).newProject();
        ImportController importer = Lookup.getDefault().lookup(ImportController.class);
        Container container = importer.importFile(new File(arguments[0]));
        for (Iterator<Issue> issues = container.getReport().getIssues(100); issues.hasNext(); ) {
            Issue issue = issues.next();
            print(List.of("issue", issue.getLevel(), issue.getMessage()));
        }
        importer.process(
                container,
                new DefaultProcessor(),
                Lookup.getDefault().lookup(ProjectController.class).getCurrentWorkspace());
        GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel();
        DirectedGraph graph = model.getDirectedGraph();
        for (Node node : graph.getNodes()) {
            print(described("node", node, model.getNodeTable(), Integer.toHexString(node.getColor().getRGB())));
        }
        for (Edge edge : graph.getEdges()) {
            String kind = String.valueOf(edge.getTypeLabel());
            List<Object> line = described("edge", edge, model.getEdgeTable(), kind);
            line.add("source=" + edge.getSource().getId());
            line.add("target=" + edge.getTarget().getId());
            Interval[] days = edge.getIntervals();
            line.add("days=" + (days.length == 0 ? "" : (long) days[0].getLow() + "/" + (long) days[0].getHigh()));
            print(line);
        }
        System.exit(0);
    }

    private static List<Object> described(String what, Element element, Table table, String look) {
        List<Object> line = new ArrayList<>(List.of(what, element.getId(), String.valueOf(element.getLabel()), look));
        for (Column column : table) {
            Object value = element.getAttribute(column);
            line.add(column.getTitle() + ":" + column.getTypeClass().getSimpleName() + "=" + (value == null ? "" : value));
        }
        return line;
    }

    private static void print(List<Object> fields) {
        List<String> shown = fields.stream().map(each -> String.valueOf(each).replaceAll("[\\r\\n]", " ")).toList();
        OUT.println(String.join("\u001f", shown));
    }
}
