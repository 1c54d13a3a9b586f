package dev.chatconnect.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;

/**
 * Finds the reasons that the sources give failures: in the constructors that take them, and in the
 * methods that hand one of their parameters on to such a constructor or method.
 */
final class FailureReasons {

  /** Stands for whatever the code puts there at run time. */
  private static final String OPEN = "…";

  /**
   * What takes a reason.
   *
   * @param place of the reason among the arguments
   * @param prefix put before it
   */
  private record Taker(int place, String prefix) {}

  private static final Map<String, Taker> CONSTRUCTORS =
      Map.of("ProviderException", new Taker(1, ""), "JourneyOutcome.Failure", new Taker(2, ""));

  private final List<Tree> sources;
  private final Map<String, Taker> methods = new HashMap<>();
  private final Map<String, ExpressionTree> constants = new HashMap<>();
  private final Set<String> reasons = new TreeSet<>();

  private FailureReasons(List<Tree> sources) {
    this.sources = sources;
  }

  /** All reasons below some folders; what is put together at run time ends in {@code …}. */
  static Set<String> below(Path... folders) {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var units = files.getJavaFileObjectsFromPaths(javaFiles(folders));
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      var sources = new ArrayList<Tree>();
      task.parse().forEach(sources::add);
      return new FailureReasons(sources).find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> javaFiles(Path... folders) {
    return Stream.of(folders).flatMap(FailureReasons::walk).toList();
  }

  private static Stream<Path> walk(Path folder) {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Set<String> find() {
    int known;
    do {
      known = methods.size() + reasons.size() + constants.size();
      sources.forEach(source -> new Scan().scan(source, null));
    } while (methods.size() + reasons.size() + constants.size() > known);
    return reasons;
  }

  /** One look at one source. */
  private final class Scan extends TreeScanner<Void, Void> {

    private final Deque<ClassTree> classes = new ArrayDeque<>();
    private final Deque<MethodTree> enclosing = new ArrayDeque<>();
    private final Map<String, ExpressionTree> variables = new HashMap<>();

    @Override
    public Void visitClass(ClassTree type, Void nothing) {
      classes.push(type);
      super.visitClass(type, nothing);
      classes.pop();
      return null;
    }

    @Override
    public Void visitMethod(MethodTree method, Void nothing) {
      enclosing.push(method);
      variables.clear();
      super.visitMethod(method, nothing);
      enclosing.pop();
      return null;
    }

    @Override
    public Void visitVariable(VariableTree variable, Void nothing) {
      if (variable.getInitializer() != null) {
        if (enclosing.isEmpty()) {
          constants.put(type() + '.' + variable.getName(), variable.getInitializer());
        } else {
          variables.put(variable.getName().toString(), variable.getInitializer());
        }
      }
      return super.visitVariable(variable, nothing);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void nothing) {
      take(CONSTRUCTORS.get(made.getIdentifier().toString()), made.getArguments());
      return super.visitNewClass(made, nothing);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
      var arity = "/" + call.getArguments().size();
      var called = call.getMethodSelect();
      take(
          called instanceof MemberSelectTree select
              ? methods.get(select.getIdentifier() + arity)
              : methods.get(type() + '.' + called + arity),
          call.getArguments());
      return super.visitMethodInvocation(call, nothing);
    }

    private void take(Taker taker, List<? extends ExpressionTree> arguments) {
      if (taker != null && taker.place() < arguments.size()) {
        read(arguments.get(taker.place()), taker.prefix());
      }
    }

    private void read(ExpressionTree reason, String prefix) {
      if (reason instanceof LiteralTree literal) {
        // What is empty is replaced before it becomes a reason.
        if (!"".equals(literal.getValue())) {
          reasons.add(prefix + literal.getValue());
        }
      } else if (reason instanceof ConditionalExpressionTree choice) {
        read(choice.getTrueExpression(), prefix);
        read(choice.getFalseExpression(), prefix);
      } else if (reason instanceof BinaryTree sum
          && sum.getLeftOperand() instanceof LiteralTree left) {
        readRest(sum.getRightOperand(), prefix + left.getValue());
      } else if (reason instanceof IdentifierTree || reason instanceof MemberSelectTree) {
        readRest(reason, prefix);
      } else if (!prefix.isEmpty()) {
        reasons.add(prefix + OPEN);
      }
    }

    /** Whatever is no parameter and not known before is the provider's own word. */
    private void readRest(ExpressionTree reason, String prefix) {
      var parameter = parameter(reason);
      var value = value(reason);
      if (parameter.isPresent()) {
        var method = enclosing.peek();
        var signature = method.getName() + "/" + method.getParameters().size();
        var taker = new Taker(parameter.get(), prefix);
        methods.put(type() + '.' + signature, taker);
        if (!method.getModifiers().getFlags().contains(Modifier.PRIVATE)) {
          methods.put(signature, taker);
        }
      } else if (value.isPresent()) {
        read(value.get(), prefix);
      } else if (!prefix.isEmpty()) {
        reasons.add(prefix + OPEN);
      }
    }

    private Optional<Integer> parameter(ExpressionTree reason) {
      return enclosing.isEmpty()
          ? Optional.empty()
          : Stream.iterate(0, i -> i < enclosing.peek().getParameters().size(), i -> i + 1)
              .filter(
                  i ->
                      enclosing
                          .peek()
                          .getParameters()
                          .get(i)
                          .getName()
                          .contentEquals(reason.toString()))
              .findFirst();
    }

    private Optional<ExpressionTree> value(ExpressionTree name) {
      return Optional.ofNullable(variables.get(name.toString()))
          .or(() -> Optional.ofNullable(constants.get(type() + '.' + name)))
          .or(() -> Optional.ofNullable(constants.get(name.toString())));
    }

    private String type() {
      return classes.getLast().getSimpleName().toString();
    }
  }
}
