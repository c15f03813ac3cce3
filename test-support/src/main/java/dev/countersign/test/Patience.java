package dev.countersign.test;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/// How long a test waits for what must come, where it says nothing else: a minute instead of
/// Awaitility's ten seconds, because machines are shared. What holds ends the wait at once, so only
/// a test that fails takes longer. JUnit finds it as a service.
public final class Patience implements LauncherSessionListener {
  public static final Duration WHERE_NOTHING_IS_SAID = Duration.ofMinutes(1);

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    Awaitility.setDefaultTimeout(WHERE_NOTHING_IS_SAID);
  }
}
