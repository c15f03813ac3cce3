package dev.countersign.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Streams of events as model APIs send them, and the texts in them.
final class TestStreams {

  private static final JsonMapper JSON = JsonMapper.shared();

  /// How one API writes a piece of a text as an event, and where in its data the piece stands.
  record Shape(String name, String head, String event, String tail, String pointer) {

    String stream(List<String> pieces) {
      StringBuilder stream = new StringBuilder(head);
      pieces.forEach(piece -> stream.append(event(piece)));
      return stream.append(tail).toString();
    }

    String event(String piece) {
      boolean plain = pointer.isEmpty();
      return event.replace("%s", plain ? piece.replace("\n", "\ndata: ") : quoted(piece));
    }

    /// The text of all events.
    String text(String stream) {
      StringBuilder text = new StringBuilder();
      for (String data : data(stream)) {
        if (pointer.isEmpty()) {
          text.append(data.equals("[DONE]") ? "" : data);
        } else if (data.startsWith("{")) {
          text.append(JSON.readTree(data).at(pointer).asString(""));
        }
      }
      return text.toString();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static final Shape CHAT =
      new Shape(
          "chat",
          "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n",
          "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":null}]}\n\n",
          "data: {\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n",
          "/choices/0/delta/content");

  static final Shape PLAIN = new Shape("plain", "", "data: %s\n\n", "data: [DONE]\n\n", "");

  static final Shape ARGUMENTS =
      new Shape(
          "arguments",
          "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"t1\",\"function\":{\"name\":\"send\",\"arguments\":\"\"}}]}}]}\n\n",
          "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":%s}}]}}]}\n\n",
          "data: [DONE]\n\n",
          "/choices/0/delta/tool_calls/0/function/arguments");

  static final List<Shape> ALL =
      List.of(
          CHAT,
          PLAIN,
          ARGUMENTS,
          new Shape(
              "legacy completions",
              "",
              "data: {\"choices\":[{\"text\":%s,\"index\":0,\"finish_reason\":null}]}\r\n\r\n",
              "data: [DONE]\r\n\r\n",
              "/choices/0/text"),
          new Shape(
              "responses",
              "event: response.created\ndata: {\"type\":\"response.created\",\"response\":{\"id\":\"r\"}}\n\n",
              "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",\"item_id\":\"m1\",\"output_index\":0,\"content_index\":0,\"delta\":%s,\"sequence_number\":4}\n\n",
              "event: response.completed\ndata: {\"type\":\"response.completed\",\"response\":{}}\n\n",
              "/delta"),
          new Shape(
              "function call arguments",
              "",
              "event: response.function_call_arguments.delta\ndata: {\"type\":\"response.function_call_arguments.delta\",\"item_id\":\"f1\",\"output_index\":1,\"delta\":%s}\n\n",
              "",
              "/delta"),
          new Shape(
              "messages",
              "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n",
              "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":%s}}\n\n: keep-alive\n\nevent: ping\ndata: {\"type\": \"ping\"}\n\n",
              "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
              "/delta/text"),
          new Shape(
              "thinking",
              "",
              "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":%s}}\n\n",
              "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n",
              "/delta/thinking"),
          new Shape(
              "input json",
              "",
              "event: content_block_delta\ndata: {\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":%s},\"type\":\"content_block_delta\",\"index\":1}\n\n",
              "",
              "/delta/partial_json"),
          new Shape(
              "candidates",
              "",
              "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": %s}],\"role\": \"model\"},\"index\": 0}]}\r\n\r\n",
              "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"\"}],\"role\": \"model\"},\"finishReason\": \"STOP\",\"index\": 0}]}\r\n\r\n",
              "/candidates/0/content/parts/0/text"),
          new Shape(
              "assistants",
              "",
              "event: thread.message.delta\ndata: {\"id\":\"msg_1\",\"delta\":{\"content\":[{\"index\":0,\"type\":\"text\",\"text\":{\"value\":%s}}]}}\n\n",
              "event: done\ndata: [DONE]\n\n",
              "/delta/content/0/text/value"),
          new Shape(
              "ui messages",
              "data: {\"type\":\"text-start\",\"id\":\"1\"}\n\n",
              "data: {\"type\":\"text-delta\",\"id\":\"1\",\"delta\":%s}\n\n",
              "data: {\"type\":\"text-end\",\"id\":\"1\"}\n\n",
              "/delta"));

  private TestStreams() {}

  /// The text as a JSON string, every `@` of it an escape.
  static String quoted(String text) {
    return new String(JsonText.quoted(text.getBytes(UTF_8)), UTF_8).replace("@", "\\u0040");
  }

  /// The data of each event.
  static List<String> data(String stream) {
    List<String> all = new ArrayList<>();
    StringBuilder data = new StringBuilder();
    boolean any = false;
    for (String line : stream.split("\r\n|\n|\r", -1)) {
      if (line.startsWith("data:")) {
        data.append(any ? "\n" : "").append(line.substring(line.startsWith("data: ") ? 6 : 5));
        any = true;
      } else if (line.isEmpty() && any) {
        all.add(data.toString());
        data.setLength(0);
        any = false;
      }
    }
    return all;
  }

  static JsonNode tree(String json) {
    return JSON.readTree(json);
  }

  /// The text cut at the given places.
  static List<String> cut(String text, int... places) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    for (int place : places) {
      pieces.add(text.substring(from, place));
      from = place;
    }
    pieces.add(text.substring(from));
    return pieces;
  }

  static List<String> characters(String text) {
    return text.codePoints().mapToObj(Character::toString).toList();
  }

  /// What was given to the sink after each event was fed, as a whole.
  static List<String> givenAfter(MaskingPolicy policy, List<String> events) {
    List<String> given = new ArrayList<>();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (MaskingSession session = policy.open(MediaKind.SSE)) {
      for (String event : events) {
        session.feed(event.getBytes(UTF_8), out::write);
        given.add(out.toString(UTF_8));
      }
      session.finish(out::write);
      given.add(out.toString(UTF_8));
      return given;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What masking makes of a text that comes whole.
  static String whole(MaskingPolicy policy, String text) {
    try {
      return tree(TestPolicies.json(policy, "{\"content\":" + quoted(text) + "}"))
          .at("/content")
          .asString();
    } catch (MaskingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Function<String, String> masked(MaskingPolicy policy) {
    return stream -> {
      try {
        return TestPolicies.mask(policy, MediaKind.SSE, stream);
      } catch (MaskingException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
