package dev.countersign.replay.recording;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A batch of frames turned on its side: one array for each column, as PostgreSQL's `unnest` takes
/// them.
record FrameColumns(
    Object[] calls,
    Object[] sessions,
    Object[] subjects,
    Object[] connections,
    Object[] functions,
    Object[] directions,
    Object[] indexes,
    Object[] lasts,
    Object[] times,
    Object[] contentTypes,
    byte[][] digests,
    byte[][] contents) {

  static FrameColumns of(List<Frame> frames) {
    return new FrameColumns(
        column(frames, frame -> frame.call().call()),
        column(frames, frame -> frame.call().session()),
        column(frames, frame -> frame.call().subject()),
        column(frames, frame -> frame.call().connection()),
        column(frames, frame -> frame.call().function()),
        column(frames, frame -> frame.direction().text()),
        column(frames, Frame::index),
        column(frames, Frame::last),
        column(frames, frame -> frame.at().toString()),
        column(frames, Frame::contentType),
        frames.stream().map(frame -> frame.digest().bytes()).toArray(byte[][]::new),
        frames.stream().map(Frame::content).toArray(byte[][]::new));
  }

  private static Object[] column(List<Frame> frames, Function<Frame, @Nullable Object> value) {
    return frames.stream().map(value).toArray();
  }
}
