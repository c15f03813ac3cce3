package dev.countersign.gateway.config.pack;

import java.util.ArrayList;
import java.util.List;
import net.sf.jsqlparser.statement.Commit;
import net.sf.jsqlparser.statement.DescribeStatement;
import net.sf.jsqlparser.statement.ExplainStatement;
import net.sf.jsqlparser.statement.RollbackStatement;
import net.sf.jsqlparser.statement.SavepointStatement;
import net.sf.jsqlparser.statement.SetStatement;
import net.sf.jsqlparser.statement.ShowColumnsStatement;
import net.sf.jsqlparser.statement.ShowStatement;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.UseStatement;
import net.sf.jsqlparser.statement.alter.Alter;
import net.sf.jsqlparser.statement.alter.AlterSession;
import net.sf.jsqlparser.statement.alter.AlterSystemStatement;
import net.sf.jsqlparser.statement.alter.RenameTableStatement;
import net.sf.jsqlparser.statement.alter.sequence.AlterSequence;
import net.sf.jsqlparser.statement.analyze.Analyze;
import net.sf.jsqlparser.statement.comment.Comment;
import net.sf.jsqlparser.statement.create.index.CreateIndex;
import net.sf.jsqlparser.statement.create.schema.CreateSchema;
import net.sf.jsqlparser.statement.create.sequence.CreateSequence;
import net.sf.jsqlparser.statement.create.table.CreateTable;
import net.sf.jsqlparser.statement.create.view.AlterView;
import net.sf.jsqlparser.statement.create.view.CreateView;
import net.sf.jsqlparser.statement.delete.Delete;
import net.sf.jsqlparser.statement.delete.ParenthesedDelete;
import net.sf.jsqlparser.statement.drop.Drop;
import net.sf.jsqlparser.statement.insert.Insert;
import net.sf.jsqlparser.statement.merge.Merge;
import net.sf.jsqlparser.statement.merge.MergeDelete;
import net.sf.jsqlparser.statement.select.ParenthesedSelect;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.statement.select.WithItem;
import net.sf.jsqlparser.statement.show.ShowIndexStatement;
import net.sf.jsqlparser.statement.show.ShowTablesStatement;
import net.sf.jsqlparser.statement.truncate.Truncate;
import net.sf.jsqlparser.statement.update.ParenthesedUpdate;
import net.sf.jsqlparser.statement.update.Update;
import net.sf.jsqlparser.statement.upsert.Upsert;
import org.jspecify.annotations.Nullable;

/// Judges parsed statements by what they write. Used once.
final class SqlWrites {
  private final List<String> findings = new ArrayList<>(2);
  private int nested;

  List<String> findings() {
    return findings;
  }

  /// How many writes stood in common table expressions.
  int nested() {
    return nested;
  }

  void judge(Statement statement) {
    switch (statement) {
      case Drop _ -> findings.add("drop");
      case Truncate _ -> findings.add("truncate");
      case Alter _, AlterView _, AlterSequence _, AlterSystemStatement _, RenameTableStatement _ ->
          findings.add("alter");
      case ParenthesedDelete inner -> judge(inner.getDelete());
      case ParenthesedUpdate inner -> judge(inner.getUpdate());
      case Delete delete -> {
        with(delete.getWithItemsList());
        add(DestructiveSql.condition(delete.getWhere(), "delete-without-where"));
      }
      case Update update -> {
        with(update.getWithItemsList());
        add(DestructiveSql.condition(update.getWhere(), "update-without-where"));
      }
      case Insert insert -> {
        with(insert.getWithItemsList());
        if (insert.isOverwrite()) {
          findings.add("truncate");
        }
      }
      case Merge merge -> {
        with(merge.getWithItemsList());
        if (merge.getOperations() != null
            && merge.getOperations().stream().anyMatch(MergeDelete.class::isInstance)) {
          findings.add("merge-delete");
        }
      }
      case Select select -> select(select);
      case ExplainStatement explain -> {
        if (explain.getStatement() != null) {
          judge(explain.getStatement());
        }
      }
      case CreateView view -> judge(view.getSelect());
      case Upsert _,
          CreateTable _,
          CreateIndex _,
          CreateSchema _,
          CreateSequence _,
          Comment _,
          Analyze _,
          AlterSession _,
          UseStatement _,
          SetStatement _,
          ShowStatement _,
          ShowColumnsStatement _,
          ShowIndexStatement _,
          ShowTablesStatement _,
          DescribeStatement _,
          SavepointStatement _,
          RollbackStatement _,
          Commit _ -> {}
      default -> findings.add("opaque");
    }
  }

  private void select(Select select) {
    with(select.getWithItemsList());
    if (select instanceof ParenthesedSelect inner && inner.getSelect() != null) {
      select(inner.getSelect());
    }
  }

  private void with(@Nullable List<WithItem<?>> items) {
    if (items == null) {
      return;
    }
    for (WithItem<?> item : items) {
      Statement statement = item.getParenthesedStatement();
      if (statement instanceof ParenthesedDelete || statement instanceof ParenthesedUpdate) {
        nested++;
      }
      judge(statement);
    }
  }

  private void add(@Nullable String finding) {
    if (finding != null) {
      findings.add(finding);
    }
  }
}
