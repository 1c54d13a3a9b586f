package dev.chatconnect.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;

/** The configuration keys of the service, read off the sources of its config mappings. */
final class ConfigurationKeys {

  private static final Path SOURCES = Path.of("src/main/java");
  private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");
  private static final String DEVELOPMENT = "%dev,test.";
  private static final Pattern OPTIONAL = Pattern.compile("Optional<(.*)>");
  private static final Pattern MAP = Pattern.compile("Map<String, ?(.*)>");
  private static final Map<String, String> TYPES =
      Map.of(
          "Duration", "duration",
          "boolean", "`true` or `false`",
          "Boolean", "`true` or `false`",
          "int", "number",
          "long", "number",
          "double", "number",
          "URI", "URL",
          "Path", "file",
          "String", "text");

  private final Properties properties = new Properties();
  private final List<Group> groups = new ArrayList<>();

  private ConfigurationKeys() {}

  /**
   * A key.
   *
   * @param name with placeholders in angle brackets
   * @param fallback default, as the configuration would write it
   */
  record Key(String name, String type, Optional<String> fallback, String meaning) {}

  /** The keys of one config mapping. */
  record Group(String prefix, String title, List<Key> keys) {}

  /** In the order of their prefixes. */
  static List<Group> read() throws IOException {
    var all = new ConfigurationKeys();
    try (var in = Files.newBufferedReader(PROPERTIES)) {
      all.properties.load(in);
    }
    try (var files = Files.walk(SOURCES)) {
      all.parse(files.filter(file -> file.toString().endsWith("Settings.java")).toList());
    }
    all.groups.sort(Comparator.comparing(Group::prefix).thenComparing(Group::title));
    return List.copyOf(all.groups);
  }

  private void parse(List<Path> files) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      var docs = DocTrees.instance(task);
      for (var unit : task.parse()) {
        for (var type : unit.getTypeDecls()) {
          if (type instanceof ClassTree mapping) {
            annotation(mapping.getModifiers(), "ConfigMapping")
                .ifPresent(prefix -> add(new Source(unit, docs, mapping), prefix));
          }
        }
      }
    }
  }

  /** A mapping's source, with the interfaces that are nested in it. */
  private record Source(CompilationUnitTree unit, DocTrees docs, ClassTree root) {

    Optional<ClassTree> nested(String name) {
      return root.getMembers().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .filter(member -> member.getSimpleName().contentEquals(name))
          .findFirst();
    }

    String doc(Tree tree) {
      var comment = docs.getDocCommentTree(TreePath.getPath(unit, tree));
      if (comment == null) {
        throw new AssertionError("no Javadoc at " + unit.getSourceFile().getName() + ": " + tree);
      }
      return comment.getFullBody().stream()
          .map(ConfigurationKeys::text)
          .collect(Collectors.joining())
          .replaceAll("\\s+", " ")
          .strip();
    }
  }

  private void add(Source source, String prefix) {
    var keys = new ArrayList<Key>();
    collect(source, source.root(), prefix, keys);
    groups.add(new Group(prefix, source.doc(source.root()), List.copyOf(keys)));
  }

  private void collect(Source source, ClassTree type, String prefix, List<Key> keys) {
    for (var member : type.getMembers()) {
      if (member instanceof MethodTree method) {
        collect(source, method, prefix, keys);
      }
    }
  }

  private void collect(Source source, MethodTree method, String prefix, List<Key> keys) {
    var modifiers = method.getModifiers();
    var own = annotation(modifiers, "WithName").orElseGet(() -> kebab(method.getName().toString()));
    var name = has(modifiers, "WithParentName") ? prefix : prefix + '.' + own;
    var type = method.getReturnType().toString().replaceAll("@\\w+ ", "");
    var map = MAP.matcher(type);
    if (map.matches()) {
      type = map.group(1);
      name += prefix.contains("<") ? '.' + "<" + own.replaceAll("s$", "") + ">" : ".<name>";
    }
    var optional = OPTIONAL.matcher(type);
    var plain = optional.matches() ? optional.group(1) : type;
    var nested = source.nested(plain);
    if (nested.isPresent()) {
      collect(source, nested.get(), name, keys);
      return;
    }
    keys.add(
        new Key(
            name,
            typeName(plain),
            annotation(modifiers, "WithDefault"),
            source.doc(method) + development(name)));
  }

  private String development(String name) {
    var value = properties.getProperty(DEVELOPMENT + name.replace("<name>", "default"));
    return value == null || value.contains("${")
        ? ""
        : " In development and tests `" + value + "` by default.";
  }

  private static String typeName(String type) {
    return type.startsWith("List<") || type.startsWith("Set<")
        ? "list, comma-separated"
        : TYPES.getOrDefault(type, kebab(type).replace('-', ' '));
  }

  private static String text(DocTree part) {
    return switch (part.getKind()) {
      case CODE -> '`' + ((LiteralTree) part).getBody().getBody() + '`';
      case LINK, LINK_PLAIN -> {
        var link = (LinkTree) part;
        yield link.getLabel().isEmpty()
            ? '`' + kebab(link.getReference().getSignature().replaceAll("[#()]", "")) + '`'
            : link.getLabel().stream().map(ConfigurationKeys::text).collect(Collectors.joining());
      }
      case START_ELEMENT, END_ELEMENT -> "";
      default -> part.toString();
    };
  }

  private static boolean has(ModifiersTree modifiers, String name) {
    return modifiers.getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals(name));
  }

  /** The one value of an annotation. */
  private static Optional<String> annotation(ModifiersTree modifiers, String name) {
    var values = new HashMap<String, String>();
    for (AnnotationTree annotation : modifiers.getAnnotations()) {
      for (var argument : annotation.getArguments()) {
        var value =
            argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        if (value instanceof com.sun.source.tree.LiteralTree literal) {
          values.put(annotation.getAnnotationType().toString(), String.valueOf(literal.getValue()));
        }
      }
    }
    return Optional.ofNullable(values.get(name));
  }

  private static String kebab(String name) {
    return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
  }
}
