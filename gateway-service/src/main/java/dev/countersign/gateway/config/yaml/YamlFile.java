package dev.countersign.gateway.config.yaml;

import dev.countersign.gateway.config.yaml.YamlValue.Mapping;
import dev.countersign.gateway.config.yaml.YamlValue.Member;
import dev.countersign.gateway.config.yaml.YamlValue.Nothing;
import dev.countersign.gateway.config.yaml.YamlValue.Sequence;
import dev.countersign.gateway.config.yaml.YamlValue.Text;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// Reads the bytes of a YAML file into values with their places.
///
/// Refused: other encodings than UTF-8, several documents, keys that stand twice, keys that are no
/// text, anchors, aliases, merge keys and explicit types. Bounded in size and depth.
public final class YamlFile {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 32;
  private static final Set<Tag> SCALARS =
      Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.TIMESTAMP);

  private final Mistakes mistakes;

  private YamlFile(Mistakes mistakes) {
    this.mistakes = mistakes;
  }

  /// Reads a whole file; empty where it cannot be read at all, which is then among the mistakes.
  public static Optional<YamlValue> read(byte[] bytes, Mistakes mistakes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return new YamlFile(mistakes).compose(text);
    } catch (CharacterCodingException _) {
      mistakes.add(Place.START, "the file is not valid UTF-8", "UTF-8");
      return Optional.empty();
    }
  }

  private Optional<YamlValue> compose(String text) {
    try {
      Node root = new Yaml(options()).compose(new StringReader(text));
      if (root == null) {
        mistakes.add(Place.START, "the file is empty", "a mapping with the key 'connections'");
        return Optional.empty();
      }
      return Optional.of(value(root));
    } catch (MarkedYAMLException e) {
      mistakes.add(place(e.getProblemMark()), "not YAML: " + e.getProblem(), "YAML 1.1");
    } catch (YAMLException e) {
      mistakes.add(Place.START, "not YAML: " + firstLine(e), "YAML 1.1 of at most 1 MiB");
    }
    return Optional.empty();
  }

  private static LoaderOptions options() {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setAllowDuplicateKeys(true); // found below, all of them and with their places
    options.setMergeOnCompose(false);
    return options;
  }

  private YamlValue value(Node node) {
    Place place = place(node.getStartMark());
    if (node.getAnchor() != null) {
      mistakes.add(place, "an anchor (&) or an alias (*) to it", "the value written out");
      return new Nothing(place);
    }
    return switch (node) {
      case ScalarNode scalar -> scalar(scalar, place);
      case SequenceNode sequence -> sequence(sequence, place);
      case MappingNode mapping -> mapping(mapping, place);
      default -> {
        mistakes.add(place, "an alias", "the value written out");
        yield new Nothing(place);
      }
    };
  }

  private YamlValue scalar(ScalarNode node, Place place) {
    if (node.getTag().equals(Tag.NULL)) {
      return new Nothing(place);
    }
    if (!SCALARS.contains(node.getTag())) {
      explicitType(place);
    }
    return new Text(node.getValue(), place, node.isPlain());
  }

  private YamlValue sequence(SequenceNode node, Place place) {
    if (!node.getTag().equals(Tag.SEQ)) {
      explicitType(place);
    }
    List<YamlValue> items = node.getValue().stream().map(this::value).toList();
    return new Sequence(items, place);
  }

  private YamlValue mapping(MappingNode node, Place place) {
    if (!node.getTag().equals(Tag.MAP)) {
      explicitType(place);
    }
    Map<String, Member> members = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Place at = place(tuple.getKeyNode().getStartMark());
      YamlValue value = value(tuple.getValueNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key) || !SCALARS.contains(key.getTag())) {
        mistakes.add(at, "a key that is no plain text", "a key of letters and hyphens");
      } else if (members.putIfAbsent(key.getValue(), new Member(value, at)) != null) {
        mistakes.add(at, "the key '%s' stands twice".formatted(key.getValue()), "it once");
      }
    }
    return new Mapping(members, place);
  }

  private void explicitType(Place place) {
    mistakes.add(place, "an explicit type (!)", "the value without it");
  }

  private static Place place(@Nullable Mark mark) {
    return mark == null ? Place.START : new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
